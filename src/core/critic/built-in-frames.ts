// Owns the words that stand round the criteria of experts that come with the studio, whether one is asked alone or several
// together. Whoever changes a text here raises the number of each expert and group that is asked with it.

export const answerInForm = `

Answer in this form:
{{ answer_form }}`;

export const conversation = `Conversation:
{{ conversation }}`;

export const compare = (
  count: string,
  shown: string,
): string => `You compare two conversations, A and B. For ${count} say which one is better.
${shown}
Longer is not better.`;

export const score = (
  count: string,
  shown: string,
): string => `You score a conversation from 1 (poor) to 5 (excellent). For ${count} give one number.
${shown}
Longer is not better.`;

export const twoConversations = `Conversation A:
{{ first_conversation }}

Conversation B:
{{ second_conversation }}${answerInForm}`;

export const plainConversation = `Conversation:
{{ plain_conversation }}${answerInForm}`;
