namespace ZioExchange.Adapters.Mapping;

/// <summary>How the requester knows the child: its own identifier, by which resources refer to the child.</summary>
/// <param name="System">Identifier system, such as the pseudonym's.</param>
/// <param name="Value">The requester's identifier of the child; personal.</param>
/// <param name="IdKey">Secret of the broker from which resource ids are derived, so that an id says nothing about what was withheld.</param>
public sealed record SubjectIdentity(string System, string Value, ReadOnlyMemory<byte> IdKey)
{
    public override string ToString() => $"{System}|***";
}
