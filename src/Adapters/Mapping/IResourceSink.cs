namespace ZioExchange.Adapters.Mapping;

/// <summary>Takes resources one by one as they are made, so that a large document needs no large memory.</summary>
/// <remarks>
/// A refusal may come after resources were given: who passes them on before the run has ended passes on half a document.
/// </remarks>
public interface IResourceSink
{
    /// <summary>One resource as UTF-8 JSON. The bytes are valid during the call only.</summary>
    void Add(ReadOnlySpan<byte> resource);
}
