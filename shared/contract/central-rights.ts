import { oc } from '@orpc/contract';

/** Roles of a gym's staff at central. */
export const CENTRAL_STAFF_ROLES = ['owner', 'coach', 'desk'] as const;
export type CentralStaffRole = (typeof CENTRAL_STAFF_ROLES)[number];

/** Who may call a route. What is left out nobody may. */
export interface RouteRights {
  /** Everybody, without a token. */
  readonly anybody?: true;
  /** The member whose id stands in the address. */
  readonly member?: 'own';
  /** Staff of these roles, each for their own gym. */
  readonly staff?: readonly CentralStaffRole[];
  readonly kiosk?: true;
  /** Owners also before they have set up their second factor. */
  readonly beforeSecondFactor?: true;
  /** A secret is tried here: fewer requests from one address are answered. */
  readonly triesSecret?: true;
  /** A file comes with it: whoever may not send one is told before it is read. */
  readonly takesFile?: true;
  /** Staff who ask see what is about members, and leave an entry in the audit trail. */
  readonly isLook?: true;
}

/** What the contract says of each route beside its shape; in the OpenAPI document as `x-rights`. */
interface RouteMeta {
  readonly rights: RouteRights;
}

/** A route of the central API; without rights of its own nobody may call it. */
export const route = oc.$meta<RouteMeta>({ rights: {} });
