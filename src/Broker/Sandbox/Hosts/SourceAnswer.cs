namespace ZioExchange.Broker.Sandbox.Hosts;

/// <summary>What a sandbox source would answer: the client asked, the child found, and how to write the document of any child.</summary>
/// <remarks>
/// <para><c>Child</c>: null when the source knows no such child.</para>
/// <para><c>Dtd</c>: the answer with a document type declaration in it.</para>
/// </remarks>
internal sealed record SourceAnswer(string Client, SandboxChild? Child, string MediaType, Func<SandboxChild, byte[]> Write, Func<byte[]> Dtd);
