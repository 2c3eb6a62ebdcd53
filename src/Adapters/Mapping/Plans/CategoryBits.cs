namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>Categories as bits, so that a selection is one number.</summary>
internal sealed class CategoryBits
{
    public const string IdBasis = "ID_BASIS";

    private readonly string[] _codes;

    public CategoryBits(IEnumerable<string> codes)
    {
        _codes = [.. codes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_codes.Length, 63, nameof(codes));
        Identity = Of(IdBasis);
    }

    /// <summary>The bit of ID_BASIS; 0 when no one knows it.</summary>
    public ulong Identity { get; }

    public ulong All => _codes.Length == 0 ? 0 : ulong.MaxValue >> (64 - _codes.Length);

    /// <summary>0 when the code is not known.</summary>
    public ulong Of(string code)
    {
        var at = Array.BinarySearch(_codes, code, StringComparer.Ordinal);
        return at < 0 ? 0 : 1UL << at;
    }

    public IEnumerable<string> Codes(ulong bits)
    {
        for (var at = 0; at < _codes.Length; at++)
        {
            if ((bits & (1UL << at)) != 0)
            {
                yield return _codes[at];
            }
        }
    }
}
