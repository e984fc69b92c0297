/** What npm, pip, apt and Node print when the network is not there. */
const NETWORK_SIGNS =
  /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNRESET|ENETUNREACH|EHOSTUNREACH|network request|NewConnectionError|ConnectTimeoutError|Max retries exceeded|Connection refused|Temporary failure (in name )?resol|Could not resolve|Failed to establish a new connection|Network is unreachable|ProxyError|SSLError|Failed to fetch/i;

const DISK_SIGNS = /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded|Errno 28/i;

/**
 * Whether the output of a failed installer says that the network was not there.
 * @param {string} output
 */
export function isNetworkFailure(output) {
  return NETWORK_SIGNS.test(output);
}

/**
 * Whether the output of a failed program says that the disk is full.
 * @param {string} output
 */
export function isDiskFull(output) {
  return DISK_SIGNS.test(output);
}
