// Owns showing two texts side by side (CodeMirror's merge view), to be read only.
import { MergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

const look = EditorView.theme({
  '&': { fontSize: 'var(--size-12)', color: 'var(--text)', backgroundColor: 'var(--surface)' },
  '.cm-content': { fontFamily: 'var(--font-mono)', lineHeight: '18px' },
  '&.cm-merge-a .cm-changedLine, .cm-deletedChunk': {
    backgroundColor: 'color-mix(in oklab, var(--dropped) 12%, transparent)',
  },
  '&.cm-merge-b .cm-changedLine': { backgroundColor: 'color-mix(in oklab, var(--kept) 12%, transparent)' },
  '&.cm-merge-a .cm-changedText': { background: 'color-mix(in oklab, var(--dropped) 26%, transparent)' },
  '&.cm-merge-b .cm-changedText': { background: 'color-mix(in oklab, var(--kept) 26%, transparent)' },
});

/** @returns what takes it away again */
export function versionDiff(parent: HTMLElement, before: string, after: string): () => void {
  const extensions = [
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ tabindex: '0' }),
    look,
  ];
  const view = new MergeView({
    parent,
    a: { doc: before, extensions },
    b: { doc: after, extensions },
    gutter: false,
  });
  return () => view.destroy();
}
