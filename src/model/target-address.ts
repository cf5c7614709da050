/** How Kong writes a target's address: with its port, IPv6 expanded (Kong 3.9 recordings: conflicts; facts: targets). @module */

const expandIpv6 = (address: string): string | undefined => {
  const halves = address.split("::");
  if (halves.length > 2) return undefined;
  const groupsOf = (text: string | undefined): string[] => (text === undefined || text === "" ? [] : text.split(":"));
  const head = groupsOf(halves[0]);
  const tail = groupsOf(halves[1]);
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: halves.length === 2 ? missing : 0 }, () => "0"), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.map((group) => group.toLowerCase().padStart(4, "0")).join(":");
};

/** Host and port of a target, or undefined where it is not one. */
export const parseTarget = (text: string): { readonly host: string; readonly port: number } | undefined => {
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(text);
  if (bracketed !== null) {
    const host = expandIpv6(bracketed[1] ?? "");
    return host === undefined ? undefined : withPort(`[${host}]`, bracketed[2]);
  }
  if ((text.match(/:/g)?.length ?? 0) > 1) {
    const host = expandIpv6(text);
    return host === undefined ? undefined : withPort(`[${host}]`, undefined);
  }
  const plain = /^([^:\s/]+)(?::(\d+))?$/.exec(text);
  return plain === null ? undefined : withPort(plain[1] ?? "", plain[2]);
};

const withPort = (host: string, port: string | undefined): { host: string; port: number } | undefined => {
  const number = port === undefined ? 8000 : Number(port);
  return number <= 65535 ? { host, port: number } : undefined;
};

/**
 * A target as the gateway stores it; anything that is no target is returned as it is.
 *
 * @example
 * formatTarget("10.0.0.1") // "10.0.0.1:8000"
 * formatTarget("[::1]:80") // "[0000:0000:0000:0000:0000:0000:0000:0001]:80"
 */
export const formatTarget = (value: unknown): unknown => {
  const parsed = typeof value === "string" ? parseTarget(value) : undefined;
  return parsed === undefined ? value : `${parsed.host}:${parsed.port}`;
};
