namespace PrivateApi.Paths;

/// <summary>A network ACL with its entries, in any order.</summary>
internal sealed record NetworkAclFact(string Id, IReadOnlyList<NetworkAclEntryFact> Entries);
