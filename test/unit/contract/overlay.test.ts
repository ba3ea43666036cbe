import { describe, expect, it } from 'vitest';
import { applyOverlay } from '../../../src/contract/overlay.ts';
import type { JsonObject } from '../../../src/contract/requirements.ts';

const document = {
  models: [{ id: 'a', tags: ['x'] }, { id: 'b' }, { id: 'c' }, { id: 'd' }],
  schemas: { A: { type: ['string', 'integer', 'null'], required: ['id'] }, 'B/C': { limits: { low: 1, high: 2 } } },
};

const apply = (...actions: object[]): Promise<JsonObject> => applyOverlay(document, { overlay: '1.0.0', actions });
const models = async (...actions: object[]): Promise<unknown> => (await apply(...actions))['models'];
const ids = async (...actions: object[]): Promise<unknown[]> =>
  ((await models(...actions)) as JsonObject[]).map(({ id }) => id);

describe('applyOverlay', () => {
  it('removes each of several elements of one array', async () => {
    // The library alone removes by rising index, and so took "a" and "c" here.
    expect(await ids({ target: "$.models[?(@.id == 'a' || @.id == 'b')]", remove: true })).toEqual(['c', 'd']);
    expect(await ids({ target: '$.models[0,2]', remove: true })).toEqual(['b', 'd']);
    expect(await ids({ target: '$.models[*]', remove: true })).toEqual([]);
  });

  it('appends an update to an array that is its target', async () => {
    // The library alone, in its mode for 1.0, left the array as it was and called the action used.
    expect(await ids({ target: '$.models', update: { id: 'e' } })).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('merges objects, appends to arrays inside of them, and replaces the rest', async () => {
    const [first] = (await models({ target: '$.models[0]', update: { id: 'z', tags: ['y'], more: {} } })) as object[];
    expect(first).toEqual({ id: 'z', tags: ['x', 'y'], more: {} });
  });

  it('updates each place that a target names', async () => {
    const { schemas } = await apply({ target: "$.schemas['A','B/C']", update: { open: false } });
    expect(schemas).toMatchObject({ A: { open: false }, 'B/C': { open: false, limits: { low: 1 } } });
  });

  it('replaces a number or a text that is its target', async () => {
    const { schemas } = await apply({ target: "$.schemas['B/C'].limits.low", update: 0 });
    expect(schemas).toMatchObject({ 'B/C': { limits: { low: 0, high: 2 } } });
  });

  it('removes keys of objects, and one value of a list', async () => {
    const { schemas } = await apply(
      { target: '$.schemas.A.required', remove: true },
      { target: "$.schemas.A.type[?(@ == 'integer')]", remove: true },
    );
    expect(schemas).toMatchObject({ A: { type: ['string', 'null'] } });
    expect(schemas).not.toHaveProperty('A.required');
  });

  it('lets each action see what the one before did', async () => {
    const remove = { target: '$.models[0]', remove: true };
    expect(await ids(remove, remove, { target: '$.models[0]', update: { id: 'last' } })).toEqual(['last', 'd']);
  });

  it('leaves the document that it is given as it is', async () => {
    const before = structuredClone(document);
    await apply({ target: '$', update: { extra: 1 } }, { target: '$.models[*]', remove: true });
    expect(document).toEqual(before);
  });

  it('rejects a target that matches nothing, by its name', async () => {
    const failure = apply({ target: '$.models[9]', update: {} });
    await expect(failure).rejects.toMatchObject({ code: 'BAD_PROFILE', evidence: { target: '$.models[9]' } });
  });

  it('rejects an object where a text stands', async () => {
    await expect(apply({ target: '$.models[0].id', update: {} })).rejects.toThrow(/type mismatch/);
  });
});
