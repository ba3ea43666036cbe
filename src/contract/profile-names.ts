/** Profiles that need no file. */
export const BUILT_IN_PROFILES = ['starmagic', 'openai'] as const;

export type BuiltInProfile = (typeof BUILT_IN_PROFILES)[number];

/** Whether the package includes this profile; any other name is a path. */
export const isBuiltIn = (profile: string): profile is BuiltInProfile =>
  BUILT_IN_PROFILES.some((name) => name === profile);
