// Owns the choice of light or dark. `system` follows the machine.

export const themes = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themes)[number];

const key = 'parley-theme';

class Theme {
  choice: ThemeChoice = $state(remembered());

  constructor() {
    apply(this.choice);
  }

  choose(choice: ThemeChoice): void {
    this.choice = choice;
    apply(choice);
    try {
      localStorage.setItem(key, choice);
    } catch {
      // A browser that keeps nothing for this site: the choice holds until the page is closed.
    }
  }
}

function remembered(): ThemeChoice {
  try {
    const found = localStorage.getItem(key);
    return themes.find((theme) => theme === found) ?? 'system';
  } catch {
    return 'system';
  }
}

function apply(choice: ThemeChoice): void {
  if (choice === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}

export const theme = new Theme();
