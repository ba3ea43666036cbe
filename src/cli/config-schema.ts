import type { Command, Option } from 'commander';
import { CONFIGURED, sectionsOf } from './configure.ts';
import { kindOf } from './option-texts.ts';

type Schema = Readonly<Record<string, unknown>>;

const TEXT: Schema = { type: ['string', 'number'] };
const LIST: Schema = { anyOf: [TEXT, { type: 'array', items: TEXT }] };

function valueSchema(option: Option): Schema {
  switch (kindOf(option)) {
    case 'flag':
      return { type: 'boolean' };
    case 'optional':
      return { type: ['string', 'number', 'boolean'] };
    case 'list':
      return LIST;
    case 'map':
      return { anyOf: [{ type: 'object', additionalProperties: TEXT }, ...(LIST['anyOf'] as readonly Schema[])] };
    case 'value':
      return option.argChoices ? { enum: option.argChoices } : TEXT;
  }
}

/** An option, or two that share a name, such as --proxy and --no-proxy. */
function optionSchema(options: readonly Option[]): Schema {
  const [first] = options;
  const schemas = options.map(valueSchema);
  const description = options.map((option) => `${option.flags}: ${option.description}`).join('\n');
  return { description: first ? description : '', ...(schemas.length === 1 ? schemas[0] : { anyOf: schemas }) };
}

function sectionSchema(command: Command, names: readonly string[]): Schema {
  const named = (name: string): Option[] => command.options.filter((option) => option.attributeName() === name);
  return {
    type: 'object',
    description: `Options of starmock ${command.name()}`,
    additionalProperties: false,
    properties: Object.fromEntries(names.map((name) => [name, optionSchema(named(name))])),
  };
}

/** The JSON Schema of a configuration file, as the options of the commands define it. */
export function configSchema(program: Command): Schema {
  const sections = sectionsOf(program);
  const commands = program.commands.filter((command) => CONFIGURED.includes(command.name()));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'starmock configuration',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      ...Object.fromEntries(
        commands.map((command) => [command.name(), sectionSchema(command, sections[command.name()] ?? [])]),
      ),
    },
  };
}
