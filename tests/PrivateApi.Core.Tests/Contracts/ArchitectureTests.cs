using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using PrivateApi.Tests.Peers;
using Architecture = ArchUnitNET.Domain.Architecture;

namespace PrivateApi.Tests.Contracts;

/// <summary>The map of docs/architecture.md holds: no room uses one that it must not, and no two use each other.</summary>
public sealed class ArchitectureTests
{
    private static readonly Architecture Code = new ArchLoader()
        .LoadFilteredDirectory(Path.Combine(Peer.Root, "out", "PrivateApi", "bin"), "PrivateApi*.dll")
        .Build();

    private static readonly Dictionary<string, string[]> Map = ReadMap();

    private static readonly ILookup<string, (string Room, string Place)> Uses = Code
        .Types.SelectMany(type => type.Dependencies)
        // A generated method's type parameter is taken for that of the first method of the same name and signature.
        .Where(use => use.Target is not GenericParameter)
        .Select(use => (From: Room(use.Origin), To: Room(use.Target), Place: $"{use.Origin.FullName} → {use.Target.FullName}"))
        .Where(use => use.From is not null && use.To is not null && use.From != use.To)
        .ToLookup(use => use.From!, use => (use.To!, use.Place));

    public static TheoryData<string> Rooms() => [.. Map.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_uses_only_those_that_the_map_allows(string room) =>
        Assert.Empty(Uses[room].Where(use => !Map[room].Contains(use.Room)).Select(use => use.Place).Distinct().Order());

    [Theory]
    [MemberData(nameof(Rooms))]
    public void The_map_has_no_arrow_that_the_code_has_not(string room) =>
        Assert.Empty(Map[room].Except(Uses[room].Select(use => use.Room)));

    [Fact]
    public void Every_room_of_the_code_is_on_the_map() =>
        Assert.Empty(Code.Types.Select(Room).OfType<string>().Distinct().Except(Map.Keys));

    [Fact]
    public void No_room_comes_back_to_itself()
    {
        // Rooms that use none but those already taken away are taken away; what stays is in a cycle, or uses one.
        Dictionary<string, HashSet<string>> open = Uses.ToDictionary(uses => uses.Key, uses => uses.Select(use => use.Room).ToHashSet());
        for (int before = -1; before != open.Count; )
        {
            before = open.Count;
            foreach (string room in open.Keys.Where(room => !open[room].Any(open.ContainsKey)).ToArray())
            {
                open.Remove(room);
            }
        }

        Assert.Empty(open.Select(room => $"{room.Key} → {string.Join(", ", room.Value.Where(open.ContainsKey))}"));
    }

    [Fact]
    public void The_reading_sees_what_a_method_calls() => Assert.Contains(Uses["Reachability"], use => use.Room == "Policy");

    // In the lab a room is a folder of the second level; its root is what all of them share.
    private static string? Room(IType type) =>
        type.Namespace?.FullName.Split('.') switch
        {
            ["PrivateApi"] => "Module",
            ["PrivateApi", "Lab", var room, ..] => $"Lab.{room}",
            ["PrivateApi", var room, ..] => room,
            _ => null,
        };

    // Lines of the table, each beginning with a room's name in backticks; its arrows stand in the second column.
    private static Dictionary<string, string[]> ReadMap() =>
        File.ReadLines(Path.Combine(Peer.Root, "docs", "architecture.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(
                cells => cells[1].Trim('`'),
                cells =>
                    cells[2]
                        .Split(", ", StringSplitOptions.RemoveEmptyEntries)
                        .Select(name => name.Trim('`'))
                        .Where(name => name != "nothing")
                        .ToArray()
            );
}
