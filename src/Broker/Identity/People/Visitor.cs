using System.Security.Claims;
using ZioExchange.Consent.Grants;

namespace ZioExchange.Broker.Identity.People;

/// <summary>A person who is signed in: who it is by a keyed hash, and how sure the sign-in was. Says nothing of gezag: that is read from the facts each time.</summary>
/// <param name="Subject">Lower-case hex of the sign-in lookup (HMAC of what the identity provider calls the person).</param>
/// <param name="Method">How, for the log: <c>OIDC</c>, <c>SANDBOX</c> or <see cref="Letter"/>.</param>
public sealed record Visitor(string Subject, LevelOfAssurance Assurance, string Method)
{
    /// <summary>Came in with a letter of the school: as the young person alone.</summary>
    public const string Letter = "LETTER";

    private const string SubjectClaim = "sub";
    private const string AssuranceClaim = "loa";
    private const string MethodClaim = "amr";

    public byte[] Lookup => Convert.FromHexString(Subject);

    /// <summary>Whether the sign-in is strong enough to see special categories and to say yes to them (R-EVID-3; law/RULES.md section 5).</summary>
    public bool IsStrong => Assurance >= LevelOfAssurance.Substantieel;

    public bool IsByLetter => Method == Letter;

    /// <summary>A letter opens the young person's own place, and never what the same person may be in another family.</summary>
    public bool MayStandFor(KnownPerson person) => person.IsYouth || !IsByLetter;

    /// <exception cref="InvalidOperationException">Nobody is signed in; a page lacks its policy.</exception>
    public static Visitor From(ClaimsPrincipal principal) => new(
        Required(principal, SubjectClaim),
        Enum.Parse<LevelOfAssurance>(Required(principal, AssuranceClaim)),
        Required(principal, MethodClaim));

    /// <summary>As the session cookie carries it: no name, no number.</summary>
    public ClaimsPrincipal ToPrincipal() => new(new ClaimsIdentity(
        [new Claim(SubjectClaim, Subject), new Claim(AssuranceClaim, Assurance.ToString()), new Claim(MethodClaim, Method)],
        PeopleSignIn.Scheme, SubjectClaim, roleType: null));

    private static string Required(ClaimsPrincipal principal, string claim) =>
        principal.FindFirstValue(claim) ?? throw new InvalidOperationException($"The session carries no {claim}.");
}
