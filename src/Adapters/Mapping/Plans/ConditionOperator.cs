namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>How a test of a condition compares.</summary>
internal enum ConditionOperator
{
    Present,
    Absent,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
