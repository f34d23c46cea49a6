// Owns the editor of templates (CodeMirror 6), as far as it differs from any: what is marked, what is offered while typing, where
// a problem is shown. Loaded when a person opens an expert.
import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { linter, type Diagnostic } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import {
  Decoration,
  drawSelection,
  EditorView,
  keymap,
  MatchDecorator,
  ViewPlugin,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view';
import { templateProblem } from '../../../core/critic/template-check.ts';
import type { Shape } from '../../../core/critic/template-variables.ts';
import { criticsWords } from '../../words/en/critics.ts';

export interface TemplateEditorOptions {
  readonly parent: HTMLElement;
  readonly text: string;
  readonly label: string;
  readonly variables: Readonly<Record<string, Shape>>;
  readonly onchange: (text: string) => void;
}

export interface TemplateEditor {
  /** Replaces the text where it differs, e.g. when another version is shown. */
  show(text: string): void;
  end(): void;
}

export function templateEditor({
  parent,
  text,
  label,
  variables,
  onchange,
}: TemplateEditorOptions): TemplateEditor {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        history(),
        drawSelection(),
        EditorView.lineWrapping,
        // Tab leaves the editor, as it leaves any field.
        keymap.of([...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'), ...historyKeymap]),
        EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'true' }),
        tags,
        linter(({ state }) => problemsOf(state.doc.toString(), variables), { delay: 150 }),
        autocompletion({ override: [namesFor(variables)], icons: false }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onchange(update.state.doc.toString());
        }),
        look,
      ],
    }),
  });
  return {
    show(next) {
      const doc = view.state.doc.toString();
      if (doc !== next) view.dispatch({ changes: { from: 0, to: doc.length, insert: next } });
    },
    end: () => view.destroy(),
  };
}

function problemsOf(text: string, variables: TemplateEditorOptions['variables']): Diagnostic[] {
  const problem = templateProblem(text, variables);
  if (!problem) return [];
  const from = Math.min(problem.at, text.length);
  const to = Math.min(text.length, from + Math.max(1, problem.length));
  return [{ from, to, severity: 'error', message: criticsWords.templateProblem(problem) }];
}

const namesFor =
  (variables: TemplateEditorOptions['variables']) =>
  (context: CompletionContext): CompletionResult | null => {
    const word = context.matchBefore(/\w*/);
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const isInTag = /\{[{%][^}]*$/.test(before);
    if (!isInTag || (!context.explicit && !word?.text)) return null;
    return {
      from: word?.from ?? context.pos,
      options: Object.keys(variables).map((name) => ({
        label: name,
        detail: criticsWords.variableHints[name] ?? '',
      })),
    };
  };

const tagMark = Decoration.mark({ class: 'cm-tag' });
const noteMark = Decoration.mark({ class: 'cm-note' });
const matcher = new MatchDecorator({
  regexp: /\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}/g,
  decoration: ([found]) => (found.startsWith('{#') ? noteMark : tagMark),
});
const tags = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = matcher.createDeco(view);
    }
    update(update: ViewUpdate): void {
      this.decorations = matcher.updateDeco(update, this.decorations);
    }
  },
  { decorations: ({ decorations }) => decorations },
);

const look = EditorView.theme({
  '&': { fontSize: 'var(--size-13)', color: 'var(--text)', backgroundColor: 'var(--surface)' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '1px' },
  '.cm-content': {
    fontFamily: 'var(--font-mono)',
    lineHeight: '20px',
    padding: '8px 0',
    caretColor: 'var(--text)',
  },
  '.cm-line': { padding: '0 10px' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': {
    backgroundColor: 'var(--evidence) !important',
  },
  '.cm-tag': { color: 'var(--accent)', fontWeight: '550' },
  '.cm-note': { color: 'var(--text-muted)' },
  '.cm-tooltip': {
    border: '1px solid var(--line)',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--surface)',
    color: 'var(--text)',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--accent-surface)',
    color: 'var(--accent)',
  },
  '.cm-completionDetail': { color: 'var(--text-muted)', fontStyle: 'normal' },
  '.cm-diagnostic': { padding: '6px 10px', borderLeft: '3px solid var(--dropped)' },
});
