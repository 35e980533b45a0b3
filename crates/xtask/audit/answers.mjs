// What an exchange answers in the moments that cannot be had from a living one whenever they are wanted.

/** A refusal or a fault of that code. */
export const code = (http, status, more = {}) => () => ({ http, status, ...more });

/** A session that is over. */
export const SESSION_OVER = { "GET /usr/alive": code(401, 826) };

/** A session that lives for so many seconds more. */
export const endsIn = (seconds) => ({
  "GET /usr/alive": () => ({ status: 725, account: "member", expiresIn: seconds, poolVersion: "v1" }),
});

/** A pool without a lot. */
export const EMPTY_POOL = { "GET /tx/pool": () => ({ status: 731, version: "v1", total: 0, tx: [] }) };

const outcomes = ({ tx }, statuses) =>
  tx.map(({ txHash }, place) => ({ txHash, status: statuses[Math.min(place, statuses.length - 1)] }));

/** A purchase that is held until it is confirmed. */
export const HELD = {
  "PUT /tx/purchase": (body) => ({
    http: 201,
    status: 631,
    handshakeId: "0f".repeat(16),
    total: 612,
    expiresIn: 119,
    result: outcomes(body, [631, 631, 835]),
  }),
};

/** A purchase of which one lot was sold to somebody else. */
export const BOUGHT = {
  "PUT /tx/purchase": (body) => ({ status: 732, balance: 688, result: outcomes(body, [732, 732, 835]) }),
};

/** A purchase that the balance is too small for. */
export const TOO_DEAR = { "PUT /tx/purchase": code(400, 828) };

/** A file whose lots all came into the pool, but for one that was refused. */
export const SHIPPED = {
  "POST /tx/delivery": ({ tx }) => ({
    status: 733,
    result: tx.map(({ value }, place) =>
      place === 1
        ? { status: 830, fields: [{ field: "timestampExpire", problem: "too_early" }] }
        : { status: 733, txHash: `${place}`.padStart(64, "0"), value: value ?? 9 },
    ),
  }),
};

const HASHES = { file: "global-data-1790000000000.json", bytes: 48_211, sha256: "0a1b".repeat(16) };

/** Global data that are being persisted, and that have been. */
export const PERSISTING = {
  "POST /serv/persist": () => ({ http: 201, status: 611, handshakeId: "0e".repeat(16), progress: 0.4 }),
  "GET /serv/persist": () => ({ http: 201, status: 611, handshakeId: "0e".repeat(16), progress: 0.4 }),
};
export const PERSISTED = { ...PERSISTING, "GET /serv/persist": () => ({ status: 714, ...HASHES }) };
