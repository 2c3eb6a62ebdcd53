namespace ZioExchange.Consent.Decisions;

/// <summary>What can be wrong with a request or a service, for the broker: ZIO-4xxx and ZIO-5xxx. No rule gives these.</summary>
public static class FaultReasons
{
    private const string Agreement = "FHIR R4; NL API Design Rules";

    public static Reason MalformedJson { get; } = new("MALFORMED_JSON", "ZIO-4001", "Het bericht is geen geldige JSON.", "The message is not valid JSON.", "RFC 8259");

    public static Reason UnknownCode { get; } = new("UNKNOWN_CODE", "ZIO-4002", "Het bericht noemt een code die wij niet kennen.", "The message holds a code that is not known.", Agreement);

    public static Reason UnsupportedMediaType { get; } = new("UNSUPPORTED_MEDIA_TYPE", "ZIO-4003", "Dit soort bericht wordt niet gelezen.", "This media type is not read.", "RFC 9110");

    public static Reason TooLarge { get; } = new("TOO_LARGE", "ZIO-4004", "Het bericht is te groot.", "The message is too large.", "RFC 9110");

    public static Reason TokenInvalid { get; } = new("TOKEN_INVALID", "ZIO-4005", "Het toegangsbewijs ontbreekt of geldt niet.", "The access token is missing or not valid.", "RFC 6750");

    public static Reason ProofInvalid { get; } = new("PROOF_INVALID", "ZIO-4006", "Het bewijs van de sleutel ontbreekt of klopt niet.", "The proof of possession is missing or wrong.", "RFC 9449");

    public static Reason NotFound { get; } = new("NOT_FOUND", "ZIO-4007", "Dit bestaat niet, of is niet van u.", "This does not exist, or is not yours.", "RFC 9110");

    public static Reason Conflict { get; } = new("CONFLICT", "ZIO-4008", "Dit past niet bij de huidige stand.", "This does not fit the present state.", "RFC 9110");

    public static Reason RateLimited { get; } = new("RATE_LIMITED", "ZIO-4009", "U stuurt te veel vragen achter elkaar. Wacht even.", "Too many requests in a row. Wait a moment.", "RFC 6585");

    public static Reason BadRequest { get; } = new("BAD_REQUEST", "ZIO-4010", "Het bericht mist iets of spreekt zichzelf tegen.", "The message lacks something or contradicts itself.", Agreement);

    public static Reason IdempotencyKeyReused { get; } = new("IDEMPOTENCY_KEY_REUSED", "ZIO-4011", "Deze sleutel stond al op een ander bericht.", "This key stood on another message before.", "draft-ietf-httpapi-idempotency-key-header");

    public static Reason PreconditionFailed { get; } = new("PRECONDITION_FAILED", "ZIO-4012", "Dit is intussen veranderd. Lees het opnieuw.", "This has changed meanwhile. Read it again.", "RFC 9110");

    public static Reason PreconditionRequired { get; } = new("PRECONDITION_REQUIRED", "ZIO-4013", "Zeg erbij welke versie u hebt gelezen.", "Say which version you have read.", "RFC 6585");

    public static Reason AddressNotAllowed { get; } = new("ADDRESS_NOT_ALLOWED", "ZIO-4014", "Naar dit adres sturen wij niets.", "Nothing is sent to this address.", "AVG art. 32");

    public static Reason TooManyWaiting { get; } = new("TOO_MANY_WAITING", "ZIO-4015", "Er wachten te veel berichten van u. Wacht tot de ontvangers ze hebben opgehaald.", "Too many of your messages wait. Wait until their recipients have taken them.", "RFC 6585");

    public static Reason ContentNotUsable { get; } = new("CONTENT_NOT_USABLE", "ZIO-4016", "Dit document kan niet worden gelezen. Er is niets verstuurd.", "The document cannot be read. Nothing was sent.", "AVG art. 5 lid 1 (d)");

    public static Reason ChildMismatch { get; } = new("CHILD_MISMATCH", "ZIO-5001", "De bron gaf gegevens van een ander kind. Er is niets gedeeld.", "The source answered about another child. Nothing was shared.", "AVG art. 5 lid 1 (d), (f)");

    public static Reason SourceUnavailable { get; } = new("SOURCE_UNAVAILABLE", "ZIO-5002", "De bron gaf geen antwoord. Probeer het later nog eens.", "The source did not answer. Try again later.", "AVG art. 32");

    public static Reason LogUnavailable { get; } = new("LOG_UNAVAILABLE", "ZIO-5003", "Het logboek kan nu niet schrijven. Zonder logboek wordt er niets gedeeld.", "The log cannot write now. Without the log nothing is shared.", "NEN 7513; AVG art. 5 lid 2");

    public static Reason Internal { get; } = new("INTERNAL", "ZIO-5004", "Er ging iets mis bij ons. Er is niets gedeeld.", "Something went wrong on our side. Nothing was shared.", "AVG art. 32");

    public static Reason RegisterUnavailable { get; } = new("REGISTER_UNAVAILABLE", "ZIO-5005", "Het register is even niet bereikbaar. Er is niets gedeeld.", "The register cannot be reached for the moment. Nothing was shared.", "AVG art. 32");

    public static Reason Overloaded { get; } = new("OVERLOADED", "ZIO-5006", "Het is nu te druk. Probeer het zo opnieuw.", "It is too busy now. Try again in a moment.", "AVG art. 32");

    public static Reason RecipientFull { get; } = new("RECIPIENT_FULL", "ZIO-5007", "Bij deze ontvanger wachten te veel berichten. Er is niets verstuurd.", "Too many messages wait for this recipient. Nothing was sent.", "AVG art. 32");

    internal static Reason[] All { get; } =
    [
        MalformedJson, UnknownCode, UnsupportedMediaType, TooLarge, TokenInvalid, ProofInvalid, NotFound, Conflict, RateLimited, BadRequest,
        IdempotencyKeyReused, PreconditionFailed, PreconditionRequired, AddressNotAllowed, TooManyWaiting, ContentNotUsable, ChildMismatch,
        SourceUnavailable, LogUnavailable, Internal, RegisterUnavailable, Overloaded, RecipientFull,
    ];
}
