// How the packages of an application are installed into a folder of their own, by language.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Application } from './applications.ts';

const MINUTE = 60_000;

/** How an application is started, or why it cannot be. */
export type Environment =
  | { readonly ok: true; readonly command: string; readonly args: readonly string[]; readonly folder: string }
  | { readonly ok: false; readonly reason: string };

class InstallError extends Error {}

/** Runs one step of an installation; the last line of what it says is the reason where it fails. */
function step(cwd: string, command: string, ...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: 15 * MINUTE });
  if (status === 0) return stdout;
  const said = `${stdout ?? ''}${stderr ?? ''}`.trim().split('\n').at(-1) ?? '';
  throw new InstallError(error?.message ?? (said === '' ? `${command} failed` : said));
}

type Install = (
  application: Application,
  folder: string,
  script: string,
) => readonly [command: string, ...args: string[]];

const INSTALL: Readonly<Record<Application['language'], Install>> = {
  python: ({ packages }, folder, script) => {
    step(folder, 'python3', '-m', 'venv', 'venv');
    const python = path.join(folder, 'venv/bin/python');
    step(folder, python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages);
    return [python, '-P', script];
  },
  node: ({ packages }, folder, script) => {
    writeFileSync(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
    step(folder, 'npm', 'install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts', ...packages);
    const own = path.join(folder, path.basename(script));
    copyFileSync(script, own);
    return [process.execPath, own];
  },
  go: ({ packages }, folder, script) => {
    copyFileSync(script, path.join(folder, 'main.go'));
    step(folder, 'go', 'mod', 'init', 'example.test/application');
    step(folder, 'go', 'get', packages[0]);
    step(folder, 'go', 'build', '-o', 'application', '.');
    return [path.join(folder, 'application')];
  },
  java: ({ packages }, folder, script) => {
    const [group, artifact, version] = packages[0].split(':');
    const tag = (name: string, value: string = ''): string => `<${name}>${value}</${name}>`;
    const dependency = tag('groupId', group) + tag('artifactId', artifact) + tag('version', version);
    const own = tag('modelVersion', '4.0.0') + tag('groupId', 'test') + tag('artifactId', 'app') + tag('version', '1');
    writeFileSync(
      path.join(folder, 'pom.xml'),
      tag('project', own + tag('dependencies', tag('dependency', dependency))),
    );
    step(folder, 'mvn', '-q', '-B', 'dependency:build-classpath', '-Dmdep.outputFile=classpath.txt');
    const classpath = readFileSync(path.join(folder, 'classpath.txt'), 'utf8').trim();
    step(folder, 'javac', '-cp', classpath, '-d', folder, script);
    return ['java', '-cp', `${folder}:${classpath}`, path.basename(script, '.java')];
  },
};

/** A folder with the packages of an application and nothing else. */
export function environmentFor(application: Application, root: string): Environment {
  const { language, name } = application;
  const folder = path.join(root, name.replaceAll(/[^\w.-]/g, '-'));
  mkdirSync(folder, { recursive: true });
  const script = fileURLToPath(new URL(`${language}/${application.script}`, import.meta.url));
  try {
    const [command, ...args] = INSTALL[language](application, folder, script);
    return { ok: true, command, args, folder };
  } catch (error) {
    if (error instanceof InstallError) return { ok: false, reason: error.message.slice(0, 160) };
    throw error;
  }
}
