// Owns what a mapped dialogue becomes in the studio: a conversation with its pair, and the label of the gold column. Ids derive
// from the file's hash and the row.
import { faultsOf } from '../../conversation/faults-of.ts';
import type { Conversation } from '../../conversation/conversation.ts';
import type { Attribute, Profile } from '../../persona/profile.ts';
import { labelId, type Label } from '../../review/label.ts';
import { rowId, type ImportedRow, type ImportPlace } from '../import.ts';
import type { MappedDialogue } from './dialogue.ts';

export interface ImportedDialogue extends ImportedRow {
  readonly label: Label | null;
}

/** Takes dialogues one after the other. A sentence that stands in many profiles is one attribute. */
export function dialogueImporter(
  place: ImportPlace,
  annotator: string,
): (dialogue: MappedDialogue) => ImportedDialogue {
  const { owner, file, fileHash, source } = place;
  const known = new Map<string, Attribute>();
  return (dialogue) => {
    const id = rowId(fileHash, dialogue.row);
    const attributes: Attribute[] = [];
    const profileOf = (texts: readonly string[], speaker: 1 | 2): Profile => ({
      id: `${id}-${speaker}`,
      attributes: texts.map((text, index) => {
        const attribute = known.get(text) ?? { id: `${id}-${speaker}${index + 1}`, text, source };
        if (!known.has(text)) attributes.push(attribute);
        known.set(text, attribute);
        return attribute;
      }),
    });
    const [first, second] = dialogue.profiles;
    const pair = { id, profiles: [profileOf(first, 1), profileOf(second, 2)] as const };
    const { turns, raw, row, judgement } = dialogue;
    const conversation: Conversation = {
      ...{ owner, id, pair, turns, raw },
      faults: faultsOf({ turns, faults: dialogue.faults }, pair, null),
      origin: { kind: 'imported', file, row, source },
    };
    const label: Label | null = judgement && {
      ...{ owner, id: labelId(id, annotator), about: id, annotator },
      ...judgement,
    };
    return { attributes, pair, conversation, label };
  };
}
