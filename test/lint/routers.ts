/**
 * Small models of the two routers of Kong 3.9 for routes without expressions: `traditional` with its categories and reduced sets,
 * `traditional_compatible` with its priorities. Written from their behaviour, independent of the rule that they judge.
 */

export interface ModelRoute {
  readonly name: string;
  readonly methods?: readonly string[];
  readonly hosts?: readonly string[];
  readonly paths?: readonly string[];
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  readonly snis?: readonly string[];
  readonly regex_priority?: number;
}

export interface ModelRequest {
  readonly scheme: "http" | "https";
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly sni: string;
}

/** Breaks ties: nobody can tell how the router does. */
export type Tie = (route: ModelRoute, path: string | undefined) => number;

const isRegex = (path: string): boolean => path.startsWith("~");
const source = (path: string): string => (isRegex(path) ? path.slice(1) : path);
const pathMatches = (path: string, request: string): boolean =>
  isRegex(path) ? new RegExp(`^${source(path)}`).test(request) : request.startsWith(path);
const hostMatches = (host: string, request: string): boolean =>
  host.includes("*")
    ? new RegExp(`^${host.replaceAll(".", "\\.").replaceAll("*", ".+")}$`).test(request)
    : host === request;

const headerMatches = (values: readonly string[], given: string | undefined): boolean => {
  if (given === undefined) return false;
  const [only = ""] = values;
  if (values.includes(given)) return true;
  return values.length === 1 && only.startsWith("~*") && new RegExp(only.slice(2)).test(given);
};

/** Whether a route, with one of its paths, matches a request. Of several header values each may be a pattern in one of the routers. */
const matchesWith = (
  route: ModelRoute,
  path: string | undefined,
  request: ModelRequest,
  areAllPatterns: boolean,
): boolean =>
  (route.methods === undefined || route.methods.includes(request.method)) &&
  (route.hosts === undefined || route.hosts.some((host) => hostMatches(host, request.host))) &&
  (path === undefined || pathMatches(path, request.path)) &&
  (route.snis === undefined || request.scheme === "http" || route.snis.includes(request.sni)) &&
  Object.entries(route.headers ?? {}).every(([name, values]) => {
    const given = request.headers[name];
    return areAllPatterns ? values.some((value) => headerMatches([value], given)) : headerMatches(values, given);
  });

export const matches = (route: ModelRoute, request: ModelRequest, areAllPatterns: boolean): boolean =>
  (route.paths ?? [undefined]).some((path) => matchesWith(route, path, request, areAllPatterns));

interface Part {
  readonly route: ModelRoute;
  readonly path: string | undefined;
  readonly mask: number;
  readonly weight: number;
  readonly rank: readonly number[];
}

const bits = ({ hosts, headers, paths, methods, snis }: ModelRoute): readonly boolean[] =>
  [hosts, headers, paths, methods, snis].map((part) => part !== undefined);

const compare = (a: readonly number[], b: readonly number[]): number => {
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? 0;
    if (value !== other) return other - value;
  }
  return 0;
};

/** The route that `traditional` chooses. */
export const traditional = (routes: readonly ModelRoute[], request: ModelRequest, tie: Tie): ModelRoute | undefined => {
  const parts: Part[] = routes.flatMap((route) =>
    (route.paths ?? [undefined]).map((path): Part => {
      const set = bits(route);
      const hasWild = route.hosts?.some((host) => host.includes("*")) === true;
      const isPlain = route.hosts !== undefined && !hasWild;
      const hasRegex = path !== undefined && isRegex(path);
      return {
        route,
        path,
        mask: set.reduce((sum, bit, index) => sum + (bit ? 2 ** (6 - index) : 0), 0),
        weight: set.filter(Boolean).length,
        rank: [
          (isPlain ? 2 : 0) + (hasRegex ? 1 : 0),
          Object.keys(route.headers ?? {}).length,
          hasRegex ? (route.regex_priority ?? 0) : 0,
          path === undefined || hasRegex ? 0 : path.length,
          tie(route, path),
        ],
      };
    }),
  );
  parts.sort((a, b) => compare(a.rank, b.rank));
  const all = parts.flatMap(({ path }) => path ?? []);
  const regexHit = all.filter(isRegex).find((path) => pathMatches(path, request.path));
  const plain = all.filter((path) => !isRegex(path)).sort((a, b) => b.length - a.length);
  const uriHit =
    regexHit ?? plain.find((path) => path === request.path) ?? plain.find((path) => request.path.startsWith(path));
  const hosts = parts.flatMap(({ route }) => route.hosts ?? []);
  const hostHit = hosts.includes(request.host)
    ? request.host
    : hosts.filter((host) => host.includes("*")).find((host) => hostMatches(host, request.host));
  const headerHit = parts
    .flatMap(({ route }) => Object.keys(route.headers ?? {}))
    .find((name) => name in request.headers);

  const categories = [...new Set(parts.map(({ mask }) => mask))]
    .map((mask) => parts.filter((part) => part.mask === mask))
    .sort((a, b) => (b[0]?.weight ?? 0) - (a[0]?.weight ?? 0) || (b[0]?.mask ?? 0) - (a[0]?.mask ?? 0));
  const winner = (list: readonly Part[]): Part | undefined =>
    list.find(({ route, path }) => matchesWith(route, path, request, false));
  for (const category of categories) {
    const [first] = category;
    if (first === undefined) continue;
    const sets = [
      first.route.hosts && category.filter(({ route }) => hostHit !== undefined && route.hosts?.includes(hostHit)),
      first.route.paths &&
        category.filter(({ path }) => uriHit !== undefined && path !== undefined && source(path) === source(uriHit)),
      first.route.methods && category.filter(({ route }) => route.methods?.includes(request.method)),
      first.route.snis && category.filter(({ route }) => route.snis?.includes(request.sni)),
    ].filter((set) => set !== undefined && set.length > 0);
    const byHeader = category.filter(({ route }) => headerHit !== undefined && headerHit in (route.headers ?? {}));
    const smallest = sets.sort((a, b) => (a?.length ?? 0) - (b?.length ?? 0))[0];
    const reduced = byHeader.length > 0 ? byHeader : (smallest ?? []);
    const found = winner(reduced) ?? winner(category);
    if (found !== undefined) return found.route;
  }
  return undefined;
};

/** The route that `traditional_compatible` chooses. */
export const compatible = (routes: readonly ModelRoute[], request: ModelRequest, tie: Tie): ModelRoute | undefined => {
  const parts = routes.flatMap((route) =>
    (route.paths ?? [undefined]).map((path) => {
      const hasRegex = path !== undefined && isRegex(path);
      const isPlain = route.hosts !== undefined && !route.hosts.some((host) => host.includes("*"));
      const rank = [
        bits(route).filter(Boolean).length,
        isPlain ? 1 : 0,
        Object.keys(route.headers ?? {}).length,
        hasRegex ? 1 : 0,
        hasRegex ? (route.regex_priority ?? 0) : 0,
        path === undefined || hasRegex ? 0 : path.length,
        tie(route, path),
      ];
      return { route, path, rank };
    }),
  );
  return parts
    .sort((a, b) => compare(a.rank, b.rank))
    .find(({ route, path }) => matchesWith(route, path, request, true))?.route;
};
