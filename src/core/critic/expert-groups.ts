// Owns what experts are asked with together in one call, and one by one in the graded form. Each has a version of its own:
// verdicts given together are never mixed with ones given apart.
import {
  answerInForm,
  compare,
  conversation,
  plainConversation,
  score,
  twoConversations,
} from './built-in-frames.ts';

/** What several experts are asked with in one call; `criteria` are theirs, one a line. Each has an id of its own. */
export interface ExpertGroup {
  readonly id: string;
  readonly version: number;
  readonly instruction: string;
  readonly question: string;
}

/** Profiles and claims where there are any. */
const shownToFilters = `{% if profiles %}
{{ profiles }}

{% endif %}
${conversation}
{% if claims %}

{{ claims }}
{% endif %}
`;

export const filterGroup: ExpertGroup = {
  id: 'filters',
  version: 1,
  instruction: '{{ criteria }}',
  question: `${shownToFilters}${answerInForm.slice(1)}`,
};

/** The five together are called five, whatever part of them is each. */
const count = '{% if count == 5 %}each of five questions{% else %}each question{% endif %}';

export const comparisonGroup: ExpertGroup = {
  ...{ id: 'quality', version: 1, question: twoConversations },
  instruction: compare(count, '{{ criteria }}'),
};

export const scoreGroup: ExpertGroup = {
  ...{ id: 'quality scores', version: 1, question: plainConversation },
  instruction: score(count, '{{ criteria }}'),
};

/** What one expert is asked with in the graded form; `asked` is its own question. */
export const gradedFrames: Readonly<Record<'filter' | 'pointwise', Omit<ExpertGroup, 'id'>>> = {
  filter: {
    version: 100,
    instruction: 'You judge a conversation. Answer with one word, yes or no.',
    question: `${shownToFilters}
Question: {{ asked }} Answer yes or no.`,
  },
  pointwise: {
    version: 100,
    instruction: 'You score a conversation from 1 (poor) to 5 (excellent). Answer with one number.',
    question: `Conversation:
{{ plain_conversation }}

Question: {{ asked }} Answer with a number from 1 to 5.`,
  },
};
