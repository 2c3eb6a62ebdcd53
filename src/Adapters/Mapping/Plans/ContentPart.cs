namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>One place in a content model: the names that may stand there.</summary>
/// <param name="Names">One, or a choice.</param>
/// <param name="IsRequired">One of them must stand there.</param>
/// <param name="Repeats">Any of them may follow any other.</param>
/// <param name="Repeating">Of a choice: the names that may follow themselves once chosen.</param>
internal sealed record ContentPart(string[] Names, bool IsRequired, bool Repeats, string[] Repeating)
{
    public bool MayRepeat(string name) => Repeats || Repeating.Contains(name);
}
