import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { ChangePreferences, Preferences } from '../ipc/generated';
import { PLAIN } from '../look/look';
import { Preferred } from './preferences.svelte';

/** A program that keeps what is chosen, unless it is told to refuse. */
class FakeProgram {
  kept: Preferences = PLAIN;
  refusal: unknown = null;
  readonly reload = vi.fn();
  readonly zoom = vi.fn();
  readonly preferred: Preferred;

  constructor() {
    const call = async (_name: string, change: ChangePreferences) => {
      if (this.refusal) throw this.refusal;
      return (this.kept = { ...this.kept, ...change } as Preferences);
    };
    const around = { host: { zoom: this.zoom }, call: call as never, reload: this.reload };
    this.preferred = new Preferred(around, PLAIN);
  }
}

const dataset: Record<string, string> = {};

beforeEach(() => void vi.stubGlobal('document', { documentElement: { dataset } }));
afterEach(() => void vi.unstubAllGlobals());

describe('a choice', () => {
  it('is kept, and worn at once', async () => {
    const { preferred, reload } = new FakeProgram();
    await preferred.choose({ theme: 'dark', rows: 'compact' });
    expect(preferred.now).toEqual({ ...PLAIN, theme: 'dark', rows: 'compact' });
    expect(dataset).toEqual({ theme: 'dark', rows: 'compact' });
    await preferred.choose({ theme: 'system' });
    expect(dataset).toEqual({ rows: 'compact' });
    expect(reload).not.toHaveBeenCalled();
  });

  it('of another language loads the page anew', async () => {
    const { preferred, reload } = new FakeProgram();
    await preferred.choose({ language: 'system' });
    expect(reload).not.toHaveBeenCalled();
    await preferred.choose({ language: 'de' });
    expect(reload).toHaveBeenCalledOnce();
  });

  it('that is refused changes nothing, and says why', async () => {
    const program = new FakeProgram();
    program.refusal = { code: 'internal', message: 'The disk is full.' };
    await program.preferred.choose({ language: 'de', zoom: 200 });
    expect(program.preferred.now).toEqual(PLAIN);
    expect(program.preferred.choosing.error?.message).toBe('The disk is full.');
    expect(program.reload).not.toHaveBeenCalled();
    expect(program.zoom).not.toHaveBeenCalled();
  });
});

it('a step in makes everything larger, and beyond the end nothing is asked', async () => {
  const program = new FakeProgram();
  await program.preferred.zoom('in');
  expect(program.zoom).toHaveBeenLastCalledWith(110);
  await program.preferred.choose({ zoom: 200 });
  program.refusal = { code: 'internal', message: 'not to be asked' };
  await program.preferred.zoom('in');
  expect(program.preferred.choosing.error).toBeNull();
});
