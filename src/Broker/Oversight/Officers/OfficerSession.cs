using System.Security.Claims;
using ZioExchange.Broker.Audit;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight;

/// <summary>An officer who is signed in. Everything they may see follows from <see cref="Organisation"/>.</summary>
/// <param name="Pseudonym">The broker's reference to the person: the same as when that person asks for a dossier, so that nobody reviews themselves.</param>
/// <param name="Method">How they signed in, for the log: <c>OIDC</c> or <c>SANDBOX</c>.</param>
public sealed record OfficerSession(OrganisationId Organisation, OfficerRole Role, string Pseudonym, string Method)
{
    /// <summary>Code of the role of an employee who helps families, as roles.json names it.</summary>
    public const string DeskRole = "BALIEMEDEWERKER";

    internal const string FactorsClaim = "factors";
    private const string OrganisationClaim = "organisation";
    internal const string RoleClaim = "officer";
    private const string SubjectClaim = "sub";
    private const string MethodClaim = "amr";

    /// <summary>The role as roles.json names it.</summary>
    public string RoleCode => Role switch { OfficerRole.Fg => "FG", OfficerRole.PrivacyOfficer => "PRIVACY_OFFICER", _ => DeskRole };

    public AuditActor Actor => new(Pseudonym, RoleCode, Organisation) { AssuranceLevel = "TWO_FACTORS", AuthenticationMethod = Method };

    /// <exception cref="InvalidOperationException">Nobody is signed in; a page lacks its policy.</exception>
    public static OfficerSession From(ClaimsPrincipal principal) => new(
        new OrganisationId(Required(principal, OrganisationClaim)), Enum.Parse<OfficerRole>(Required(principal, RoleClaim)),
        Required(principal, SubjectClaim), Required(principal, MethodClaim));

    /// <summary>As the session cookie carries it: no name, no number.</summary>
    /// <param name="factors">How many factors the identity provider vouches for; fewer than two open no page (NEN 7513, AP on Haga and OLVG).</param>
    public ClaimsPrincipal ToPrincipal(int factors) => new(new ClaimsIdentity(
        [
            new Claim(OrganisationClaim, Organisation.Value), new Claim(RoleClaim, Role.ToString()), new Claim(SubjectClaim, Pseudonym),
            new Claim(MethodClaim, Method), new Claim(FactorsClaim, factors.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ],
        OfficerSignIn.Scheme, SubjectClaim, roleType: null));

    private static string Required(ClaimsPrincipal principal, string claim) =>
        principal.FindFirstValue(claim) ?? throw new InvalidOperationException($"The session carries no {claim}.");
}
