namespace PrivateApi.Paths;

/// <summary>A VPC, as far as names depend on it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="EnableDnsSupport">Whether its own resolver answers.</param>
/// <param name="EnableDnsHostnames">Whether private zones of endpoints count.</param>
internal sealed record VpcFact(string Id, bool EnableDnsSupport, bool EnableDnsHostnames);
