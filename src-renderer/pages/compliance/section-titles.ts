import { SECTIONS } from '../../features/scenario/sections.ts';

/** Sections of the scenario by id, as the links to them are called. */
export const SECTION_TITLES: Readonly<Record<string, string>> = Object.fromEntries(
  SECTIONS.map(({ sectionId, title }) => [sectionId, title.toLowerCase()]),
);
