namespace ZioExchange.Broker.Hosting;

/// <summary>One fault in a request, so that a client can mend all of them at once.</summary>
/// <param name="Path">JSON pointer (RFC 6901; empty is the whole body) or FHIRPath of the member at fault, or the name of a parameter of the query or form.</param>
/// <param name="Code">Reason code of this fault.</param>
/// <param name="Detail">What is expected; never the value that was sent.</param>
public sealed record FieldFault(string Path, string Code, string Detail);
