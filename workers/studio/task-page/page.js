// The program of a task's page. It runs alone in one HTML file, far from the studio: plain JavaScript, no library, nothing loaded,
// nothing sent. Texts are put in as text. Answers are kept in the browser until they are saved as a file.
(() => {
  'use strict';
  const { id, kind, name, items, words } = JSON.parse(document.getElementById('task').textContent);
  const page = document.getElementById('page');
  const answers = new Map();
  let annotator = '';
  let place = 0;
  let shownAt = Date.now();
  let saved = true;

  const element = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const key = (shown) => element('kbd', { textContent: shown, ariaHidden: 'true' });
  const press = (text, shown, act, isPressed) => {
    const button = element('button', { type: 'button', onclick: act }, text, ' ', key(shown));
    if (isPressed !== undefined) button.setAttribute('aria-pressed', String(isPressed));
    return button;
  };
  const turnsOf = (turns) =>
    element(
      'ol',
      {},
      ...turns.map(({ speaker, text }) =>
        element(
          'li',
          { className: speaker === 2 ? 'two' : '' },
          element('b', { textContent: speaker === 2 ? words.second : words.first }),
          text,
        ),
      ),
    );

  const keptUnder = () => `parley task ${id} ${annotator}`;
  const remember = () => {
    try {
      localStorage.setItem(keptUnder(), JSON.stringify([...answers]));
    } catch {
      // Some browsers keep nothing for files; the answers can still be saved.
    }
  };
  const recall = () => {
    try {
      for (const [item, given] of JSON.parse(localStorage.getItem(keptUnder()) ?? '[]'))
        answers.set(item, given);
    } catch {
      answers.clear();
    }
  };

  function answer(given) {
    const item = items[place];
    const seconds = Math.round((Date.now() - shownAt) / 100) / 10;
    answers.set(item.id, { item: item.id, answer: given, measured: { at: Date.now(), seconds } });
    saved = false;
    remember();
  }
  function go(to) {
    place = Math.max(0, Math.min(items.length, to));
    shownAt = Date.now();
    show();
  }
  const choose = (choice) => {
    answer({ kind: 'turing', choice });
    go(place + 1);
  };
  const ticked = () => answers.get(items[place].id)?.answer.ticked ?? [];
  const toggle = (statement) => {
    if (statement >= items[place].statements.length) return;
    const before = ticked();
    const after = before.includes(statement)
      ? before.filter((one) => one !== statement)
      : [...before, statement];
    answer({ kind: 'faithfulness', ticked: after.sort((a, b) => a - b) });
    show();
  };
  const confirm = () => {
    if (!answers.has(items[place].id)) answer({ kind: 'faithfulness', ticked: [] });
    go(place + 1);
  };

  function save() {
    const file = {
      format: 'parley-answers',
      schemaVersion: 1,
      task: id,
      annotator,
      answers: [...answers.values()],
    };
    const url = URL.createObjectURL(new Blob([`${JSON.stringify(file)}\n`], { type: 'application/json' }));
    const link = element('a', {
      href: url,
      download: `answers-${annotator.replace(/[^\p{L}\p{N}]+/gu, '-')}.json`,
    });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    saved = true;
  }

  function showStart() {
    const field = element('input', { required: true, maxLength: 60, ariaLabel: words.name });
    const form = element(
      'form',
      { className: 'row' },
      field,
      element('button', { className: 'primary', textContent: words.begin }),
    );
    form.onsubmit = (event) => {
      event.preventDefault();
      annotator = field.value.trim();
      if (annotator === '') return;
      recall();
      const open = items.findIndex((item) => !answers.has(item.id));
      go(open < 0 ? items.length : open);
    };
    page.replaceChildren(
      element('h1', { textContent: name }),
      element('p', { textContent: kind === 'turing' ? words.turing : words.faithfulness }),
      element('p', { className: 'muted', textContent: words.offline }),
      element('p', { textContent: words.who }),
      form,
    );
    field.focus();
  }

  function showTuring(item) {
    const given = answers.get(item.id)?.answer.choice;
    return [
      element(
        'div',
        { className: 'sides' },
        element('section', { ariaLabel: words.left }, turnsOf(item.left)),
        element('section', { ariaLabel: words.right }, turnsOf(item.right)),
      ),
      element(
        'div',
        { className: 'row' },
        press(words.left, '←', () => choose('left'), given === 'left'),
        press(words.tie, '↓', () => choose('tie'), given === 'tie'),
        press(words.right, '→', () => choose('right'), given === 'right'),
      ),
    ];
  }
  function showFaithfulness(item) {
    return [
      element('div', { className: 'sides' }, element('section', {}, turnsOf(item.turns))),
      element('p', { textContent: item.speaker === 2 ? words.tickSecond : words.tickFirst }),
      element(
        'div',
        { className: 'statements' },
        ...item.statements.map((text, index) => {
          const button = press('', String(index + 1), () => toggle(index), ticked().includes(index));
          button.append(text);
          return button;
        }),
      ),
      element('div', { className: 'row' }, press(words.next, '⏎', confirm)),
    ];
  }

  function show() {
    const item = items[place];
    const progress = `${answers.size} / ${items.length}`;
    page.replaceChildren(
      element('h1', {
        textContent: item ? (kind === 'turing' ? words.turing : words.faithfulness) : words.done,
      }),
      element('p', { className: 'muted', textContent: `${annotator} · ${progress}` }),
      ...(item ? (kind === 'turing' ? showTuring(item) : showFaithfulness(item)) : []),
      element(
        'div',
        { className: 'row' },
        press(words.back, 'k', () => go(place - 1)),
        Object.assign(press(words.save, 's', save), { className: item ? '' : 'primary' }),
      ),
    );
    scrollTo(0, 0);
  }

  const keys = {
    turing: {
      ArrowLeft: () => choose('left'),
      ArrowRight: () => choose('right'),
      ArrowDown: () => choose('tie'),
    },
    faithfulness: {
      Enter: confirm,
      ...Object.fromEntries(
        Array.from({ length: 9 }, (_, index) => [String(index + 1), () => toggle(index)]),
      ),
    },
  }[kind];
  addEventListener('keydown', (event) => {
    if (annotator === '' || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const act =
      event.key === 'k'
        ? () => go(place - 1)
        : event.key === 's'
          ? save
          : place < items.length && keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  addEventListener('beforeunload', (event) => {
    if (!saved) event.preventDefault();
  });
  showStart();
})();
