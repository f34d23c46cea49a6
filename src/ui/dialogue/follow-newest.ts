// Owns the following of a growing pane: its end stays in view unless the person scrolled up, and comes back into view
// when they scroll down again. The page itself never moves.
import type { Attachment } from 'svelte/attachments';

interface Scrolled {
  readonly scrollTop: number;
  readonly clientHeight: number;
  readonly scrollHeight: number;
}

/** About one line of dialogue: nearer than this counts as being at the end. */
const nearPixels = 24;

export const isAtEnd = ({ scrollTop, clientHeight, scrollHeight }: Scrolled): boolean =>
  scrollHeight - scrollTop - clientHeight <= nearPixels;

/**
 * Whether to go on following after a scroll. Growth alone never ends it: between a scroll to the end and its event the
 * pane may have grown again. Only a person scrolls up.
 */
export function stillFollows(following: boolean, topBefore: number, now: Scrolled): boolean {
  if (isAtEnd(now)) return true;
  return following && now.scrollTop >= topBefore;
}

/** For a scrolling pane with one child that grows. */
export const followNewest: Attachment<HTMLElement> = (pane) => {
  let following = true;
  let top = pane.scrollTop;
  const toEnd = () => {
    if (following) pane.scrollTop = pane.scrollHeight;
  };
  const noticeScroll = () => {
    following = stillFollows(following, top, pane);
    top = pane.scrollTop;
  };
  const growth = new ResizeObserver(toEnd);
  if (pane.firstElementChild) growth.observe(pane.firstElementChild);
  pane.addEventListener('scroll', noticeScroll, { passive: true });
  return () => {
    growth.disconnect();
    pane.removeEventListener('scroll', noticeScroll);
  };
};
