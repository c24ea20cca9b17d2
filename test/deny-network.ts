import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import net from 'node:net';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Loaded into a build with `--import`: any attempt to look up a name or to connect fails, and is
 * written to the file in DENY_NETWORK_LOG, so that a test can say that there was none.
 */
function deny(what: string): never {
  appendFileSync(process.env.DENY_NETWORK_LOG ?? '', `${what}\n`);
  throw new Error(`No network in this test: ${what}`);
}

net.Socket.prototype.connect = (...args: unknown[]) => deny(`connect ${JSON.stringify(args)}`);
dns.lookup = ((host: string) => deny(`lookup ${host}`)) as unknown as typeof dns.lookup;
syncBuiltinESMExports();
