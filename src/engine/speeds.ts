// Owns how an adapter gives its speeds: a field is there only where the engine has measured something.
import type { Answer } from '../core/ports.ts';

type Speeds = Pick<Answer, 'prefillTokensPerSecond' | 'decodeTokensPerSecond'>;

export const speedsOf = (prefill: number | undefined, decode: number | undefined): Speeds => ({
  ...(isMeasured(prefill) ? { prefillTokensPerSecond: prefill } : {}),
  ...(isMeasured(decode) ? { decodeTokensPerSecond: decode } : {}),
});

const isMeasured = (speed: number | undefined): speed is number =>
  speed !== undefined && Number.isFinite(speed) && speed > 0;
