// Commands by name, with their arguments and answers typed by what Rust generated.
import type { Commands, IpcError } from './generated';
import { sentenceOf } from './sentence';
import { t } from '../text/text';

/** The name of a command. */
export type CommandName = keyof Commands;
/** What a command takes; `null` when it takes nothing. */
export type Arguments<N extends CommandName> = Commands[N]['arguments'];
/** What a command gives back. */
export type Answer<N extends CommandName> = Commands[N]['answer'];

/** Calls a command. Rejects with an {@link IpcFailure} and nothing else. */
export type Call = <N extends CommandName>(name: N, args: Arguments<N>) => Promise<Answer<N>>;

/** A command that failed, with what Rust said about it. */
export class IpcFailure extends Error {
  readonly error: IpcError;

  constructor(error: IpcError) {
    super(error.message);
    this.name = 'IpcFailure';
    this.error = error;
  }
}

/** The part of a host that carries commands; both sides are JSON. */
export interface Carrier {
  call(name: string, args: unknown): Promise<unknown>;
}

/** Whether what was refused is to be sent once more, the very same: something that hindered it is out of the way. */
export type MayTryAgain = (error: IpcError) => Promise<boolean>;

/** Gives the untyped carrier its types, and whatever it throws the shape of an `IpcError`. */
export function createCall(carrier: Carrier, mayTryAgain: MayTryAgain = async () => false): Call {
  return async (name, args) => {
    for (;;) {
      try {
        return (await carrier.call(name, args)) as Answer<typeof name>;
      } catch (thrown) {
        const error = toIpcError(thrown);
        if (!(await mayTryAgain(error))) throw new IpcFailure(error);
      }
    }
  };
}

/** Whatever was thrown, as an `IpcError`. */
export function toIpcError(thrown: unknown): IpcError {
  if (thrown instanceof IpcFailure) return thrown.error;
  if (isIpcError(thrown)) {
    const error = { ...thrown, details: thrown.details ?? {} };
    return { ...error, message: sentenceOf(error) };
  }
  return {
    code: 'internal',
    message: t('common-no-answer'),
    retryable: true,
    details: {},
  };
}

function isIpcError(value: unknown): value is IpcError {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'string' &&
    'message' in value &&
    typeof value.message === 'string'
  );
}
