namespace ZioExchange.Broker.ConsentRegister.Api.Feed;

/// <summary>One event: what happened and where to look. Nothing about a child.</summary>
/// <param name="Volgnummer">Cursor: ask for what comes after it.</param>
/// <param name="Onderwerp">Id of what it is about: a consent, a request, a reference.</param>
/// <param name="BevestigdOp">For a stop notice: when you said that you stopped.</param>
public sealed record EventAnswer(long Volgnummer, string Id, string Soort, string Onderwerp, DateTimeOffset Tijdstip, DateTimeOffset? BevestigdOp);
