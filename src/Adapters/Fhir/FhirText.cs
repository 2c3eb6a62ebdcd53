using System.Buffers;
using System.Text.Unicode;

namespace ZioExchange.Adapters.Fhir;

/// <summary>Checks a value that is still a string: through UTF-8, so that builder and validator share one set of formats.</summary>
internal static class FhirText
{
    private const int OnStack = 256;

    public static FhirFault Check(FhirElement element, string value)
    {
        byte[]? rented = null;
        Span<byte> buffer = value.Length * 3 <= OnStack ? stackalloc byte[OnStack] : rented = ArrayPool<byte>.Shared.Rent(value.Length * 3);
        try
        {
            // Lone surrogates are not text.
            if (Utf8.FromUtf16(value, buffer, out _, out var length, replaceInvalidSequences: false) != OperationStatus.Done)
            {
                return FhirFault.BadFormat;
            }

            var text = buffer[..length];
            if (!FhirFormat.Matches(element.Definition.Primitive, text))
            {
                return FhirFault.BadFormat;
            }

            return element.RequiredBinding is { } set && !set.Contains(text) ? FhirFault.UnknownCode : FhirFault.None;
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented, clearArray: true);
            }
        }
    }
}
