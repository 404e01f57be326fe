import type { LoadFailure } from '../diagnostics/window-recovery.ts';

/** Why the server does not answer, in the words in which a window says it. */
export function whyUnreachable(error: unknown): LoadFailure {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AggregateError && cause.errors.length > 0) return whyUnreachable(cause.errors[0]);
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    if (/^(ENOTFOUND|EAI_\w+)$/.test(code)) return 'name not found';
    if (/^(ECONNREFUSED|ECONNRESET|UND_ERR_SOCKET)$/.test(code)) return 'refused';
    if (/^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|UND_ERR_\w*TIMEOUT)$/.test(code)) return 'timeout';
    if (
      /^(CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+|\w*CERT\w*|EPROTO|HOSTNAME_MISMATCH)$/.test(
        code,
      )
    )
      return 'certificate';
    if (cause.name === 'TimeoutError') return 'timeout';
  }
  return 'other';
}
