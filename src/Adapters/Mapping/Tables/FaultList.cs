namespace ZioExchange.Adapters.Mapping.Tables;

/// <summary>Collects faults, so that all of them are told at once.</summary>
internal sealed class FaultList
{
    private readonly List<MappingFault> _faults = [];

    public int Count => _faults.Count;

    public void Add(string file, int row, string message, string remedy) => _faults.Add(new(file, row, message, remedy));

    public void Add(MappingRow row, string message, string remedy) => Add(row.File, row.Line, message, remedy);

    public IReadOnlyList<MappingFault> InOrder() =>
        [.. _faults.Distinct().OrderBy(fault => fault.File, StringComparer.Ordinal).ThenBy(fault => fault.Row)];
}
