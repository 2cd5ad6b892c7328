/** Why a class is suggested; the strongest reason is the one shown. */
export type RecommendationReason =
  /**
   * The member often trains on this weekday (1 Monday to 7 Sunday) when the class is. No time is named:
   * two classes of one evening would name two.
   */
  | { readonly kind: 'usual_time'; readonly weekday: number }
  /** The member was at this very class before; the weekday is named where it is one they often train on. */
  | { readonly kind: 'again'; readonly className: string; readonly weekday: number | null }
  /** The member went to this kind of class `visits` times lately. */
  | { readonly kind: 'favourite_type'; readonly className: string; readonly visits: number }
  /** People who go to the member's classes go to this one too. */
  | { readonly kind: 'often_together'; readonly className: string; readonly withClassName: string }
  /** Liked instructor. */
  | { readonly kind: 'instructor'; readonly instructor: string }
  /** A kind of class the member has not tried. */
  | { readonly kind: 'something_new'; readonly className: string }
  /** Well booked by everybody. */
  | { readonly kind: 'popular' }
  /** Nothing but that it comes next. */
  | { readonly kind: 'soon' };
