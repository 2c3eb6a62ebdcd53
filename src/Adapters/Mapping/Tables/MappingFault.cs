namespace ZioExchange.Adapters.Mapping.Tables;

/// <summary>One thing wrong with a mapping table or code map.</summary>
/// <param name="File">Name of the file, without folder.</param>
/// <param name="Row">Line in the file, counted from 1 as a spreadsheet does; 0 when the fault is about the whole file.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record MappingFault(string File, int Row, string Message, string Remedy)
{
    public override string ToString() => Row == 0 ? $"{File}: {Message} {Remedy}" : $"{File}:{Row}: {Message} {Remedy}";
}
