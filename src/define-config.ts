import type { Config as Options } from './config.ts';

/** The sections of a configuration file, by command; docs/configuration.md describes them. */
interface Config extends Options {}

/**
 * Checks and completes a configuration file in the editor. It returns what it gets.
 *
 * @example
 * // starmock.config.ts
 * import { defineConfig } from 'starmock';
 * export default defineConfig({ serve: { port: 4020, speed: 'instant' } });
 */
export const defineConfig = (config: Config): Config => config;
