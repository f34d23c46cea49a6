// Owns the words for the folder that a project mirrors itself to.

export const mirrorWords = {
  choose: 'Mirror to a folder …',
  hint: 'Writes the project file there after every round.',
  cannot:
    'This browser lets no page write to a folder. Save the project’s file under Projects from time to time.',
  mirrored: (folder: string, at: string | null): string =>
    at === null ? `Mirrors to the folder “${folder}”.` : `Mirrored to the folder “${folder}”, last on ${at}.`,
  notWritten: (folder: string): string => `Not yet written to the folder “${folder}”.`,
  noneChosen: 'No folder was taken: the choice was cancelled, or the browser was not allowed to write there.',
  asksAgain: (folder: string): string =>
    `The browser wants to be asked again before it writes to the folder “${folder}”.`,
  refuses: (folder: string): string =>
    `The browser is set to let this site write nothing to the folder “${folder}”. Allow it to edit files in the browser’s settings for this site.`,
  allow: 'Allow it',
  other: 'Other folder …',
  end: 'Stop mirroring',
};
