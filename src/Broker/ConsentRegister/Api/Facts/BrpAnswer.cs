using System.Runtime.InteropServices;
using ZioExchange.Adapters.Sources;
using ZioExchange.Adapters.Sources.Gemeente.Brp;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister.Api.Facts;

/// <summary>The gemeente's BRP answer on gezag, taken as Haal Centraal gives it: nobody types over who holds gezag.</summary>
/// <remarks>The body of the fact stays the list of answers about this child until the register has told who the holders are to it.</remarks>
internal static class BrpAnswer
{
    public static ReadFact? Read(FactInput input, List<FieldFault> faults)
    {
        if (input.Kind.System != SourceChildKey.BsnSystem || !Bsn.TryParse(input.Kind.Value, out var child))
        {
            faults.Add(new FieldFault("/kind", "UNKNOWN_CODE", "Name the child by its BSN: the answer of the BRP does."));
            return null;
        }

        try
        {
            var answer = JsonMarshal.GetRawUtf8Value(input.Inhoud).ToArray();
            var about = BrpGezagReader.Read(answer, child);
            if (about.Count > 0 || BrpGezagReader.Read(answer).Count == 0)
            {
                return new ReadFact(FactKind.Authority, input.Bron, about);
            }

            faults.Add(new FieldFault("/inhoud/personen", "UNKNOWN_CODE", "The answer is about other children than this one."));
        }
        catch (BrpGezagException fault)
        {
            faults.Add(new FieldFault(("/inhoud/" + fault.Path).Replace("/$", string.Empty, StringComparison.Ordinal).Replace("]", string.Empty, StringComparison.Ordinal).Replace('[', '/').Replace('.', '/'), "BAD_REQUEST", "The answer of Haal Centraal BRP bevragen (v1 or v2), as it came, with the gezag of its persons."));
        }

        return null;
    }
}
