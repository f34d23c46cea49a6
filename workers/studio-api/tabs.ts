// Owns what the page may ask about other tabs of the studio.

/** reading: another tab writes to the project; this one sees it live and can't change it. */
export type Standing = 'writing' | 'reading';

export interface TabCalls {
  /** The page shows this project from now on; resolves once it is known how this tab stands to it. */
  openProject(projectId: string): Promise<Standing>;
  /** Asks again after a `changed` event of `standing`. */
  standing(projectId: string): Promise<Standing>;
  /** This tab writes from now on; runs that were under way in the other one go on here. */
  takeOver(projectId: string): Promise<void>;
}
