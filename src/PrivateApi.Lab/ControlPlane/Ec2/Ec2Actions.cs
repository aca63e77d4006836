namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>The table of operations.</summary>
internal static class Ec2Actions
{
    public static IEnumerable<(string Name, Ec2Handler Handler)> All() =>
        [
            .. Table(VpcActions.Table),
        ];

    private static IEnumerable<(string Name, Ec2Handler Handler)> Table(IReadOnlyDictionary<string, Ec2Handler> family) => family.Select(entry => (entry.Key, entry.Value));
}
