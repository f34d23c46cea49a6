// Owns the words for the folder that a project mirrors itself to.

export const mirrorWords = {
  choose: 'Mirror to a folder …',
  hint: 'Writes the project file there after every round.',
  cannot:
    'This browser lets no page write to a folder. Save the project’s file under Projects from time to time.',
  mirrored: (folder: string, at: string | null): string =>
    at === null ? `Mirrors to the folder “${folder}”.` : `Mirrored to the folder “${folder}”, last on ${at}.`,
  asksAgain: (folder: string): string =>
    `The browser wants to be asked again before it writes to the folder “${folder}”.`,
  allow: 'Allow it',
  other: 'Other folder …',
  end: 'Stop mirroring',
};
