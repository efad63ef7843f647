// One thing that is asked of the program: whether it is under way, and why it failed.
import { toIpcError } from '../ipc/client';
import type { IpcError } from '../ipc/generated';

export class Task {
  isBusy = $state(false);
  error = $state.raw<IpcError | null>(null);

  /** Does it, unless it is under way; null where it failed. */
  async run<T>(act: () => Promise<T>): Promise<T | null> {
    if (this.isBusy) return null;
    this.isBusy = true;
    this.error = null;
    try {
      return await act();
    } catch (thrown) {
      this.error = toIpcError(thrown);
      return null;
    } finally {
      this.isBusy = false;
    }
  }

  /** What is wrong with a field. */
  at(field: string): string | null {
    return this.error?.details.field === field ? this.error.message : null;
  }

  /** What is wrong that belongs to no field. */
  get elsewhere(): IpcError | null {
    return this.error && this.error.details.field === undefined ? this.error : null;
  }
}
