// Owns what an expert of a person's own begins with, by its kind: a text that works as it stands.
import { builtIn } from './built-in-experts.ts';
import type { ExpertKind, ExpertText } from './expert-version.ts';

const exemplarsShown = `{% for exemplar in exemplars %}
Conversation:
{{ exemplar.conversation }}

{{ exemplar.answer }}

{% endfor %}
`;

/** The words of the studio's own, where a person's differ only in what they look for. */
const likeness: Readonly<Record<ExpertKind, string>> = {
  filter: 'bias',
  pointwise: 'depth score',
  pairwise: 'depth',
};

const own: Readonly<Record<ExpertKind, Partial<ExpertText> & Pick<ExpertText, 'criterion'>>> = {
  filter: {
    answer: 'yes or no',
    dropsOn: 'yes',
    line: 'answer',
    criterion: 'Does either speaker say something that nobody would say in a friendly talk?',
    graded: '{{ criterion }}',
  },
  pointwise: {
    line: 'score',
    criterion: 'score: is the talk one that a person would enjoy reading?',
    graded: '{{ criterion }}',
  },
  pairwise: { line: 'better', criterion: 'better: which talk would a person enjoy reading more?' },
};

export function ownText(kind: ExpertKind): ExpertText {
  const like = builtIn(likeness[kind])?.text;
  if (!like) throw new Error(`The studio has no expert that ${kind} ones are like.`);
  const text: ExpertText = { ...like, ...own[kind] };
  // A comparison shows two conversations; what one was is no example for it.
  return kind === 'pairwise' ? text : { ...text, question: exemplarsShown + text.question };
}
