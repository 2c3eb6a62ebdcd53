using ZioExchange.Consent.Authority;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Body of an authority fact: one whole answer on gezag, as one source gave it. A correction is a new answer, not a new line.</summary>
/// <param name="Outcome">As the BRP says it; <see cref="GezagOutcome.NietTeBepalen"/> and <see cref="GezagOutcome.InOnderzoek"/> stop all that rests on gezag (R-PAR-7).</param>
/// <param name="Persons">Everybody the answer names; a judge's decision for one matter may stand alone.</param>
public sealed record AuthorityFact(GezagOutcome Outcome, IReadOnlyList<AuthorityFactPerson> Persons);
