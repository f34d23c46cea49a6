// Owns the words for going on with a smaller model after one proved too much for this machine.

export const kinWords = {
  before: 'Goes on from',
  after: 'Went on as',
};

export const smallerWords = {
  onCpu: (model: string): string => `${model} on the CPU`,
  goOn: (model: string): string => `Go on with ${model}`,
  text: (download: string | null): string =>
    `${download === null ? '' : `About ${download} are fetched first. `}The pairs that are left become a run of its own; what is here stays.`,
  name: (run: string, model: string): string => `${run}, with ${model}`,
  plan: 'Plan a run with another model',
  none: 'No smaller model on the list fits this machine and plays the same part.',
};
