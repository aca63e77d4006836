using System.Xml.Linq;

namespace PrivateApi.Tests;

/// <summary>The views that every type has, whatever it is; how they look is for real pwsh to show (Views.Tests.ps1).</summary>
public sealed class ViewTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Every_emitted_type_has_a_table_of_ours()
    {
        HashSet<string> tables = [.. Views("TableControl").Select(view => view.Type)];
        Assert.Superset(Emitted().Select(type => type.FullName!).ToHashSet(), tables);
    }

    [Fact]
    public void A_table_leaves_room_for_its_columns_in_160()
    {
        foreach ((string type, XElement view) in Views("TableControl"))
        {
            int[] widths = [.. view.Descendants("TableColumnHeader").Select(column => (int?)column.Element("Width") ?? 10)];
            Assert.True(widths.Sum() + widths.Length - 1 <= 160, type);
        }
    }

    // A type without a list of ours gets PowerShell's, which has every property.
    [Fact]
    public void Every_list_view_shows_every_property()
    {
        Dictionary<string, Type> emitted = Emitted().ToDictionary(type => type.FullName!);
        foreach ((string type, XElement view) in Views("ListControl").Where(view => emitted.ContainsKey(view.Type)))
        {
            IEnumerable<string> shown = view.Descendants("ListItem")
                .Select(item => item.Element("Label")?.Value ?? item.Element("PropertyName")!.Value);
            Assert.Equal(emitted[type].GetProperties().Select(property => property.Name).Order(), shown.Order());
        }
    }

    [Fact]
    public void An_object_in_a_text_is_not_the_innards_of_a_record()
    {
        Type record = Emitted().First(type => type.Name == "TestResult");
        IEnumerable<Type> models = record
            .Assembly.GetExportedTypes()
            .Where(type =>
                type.Namespace == record.Namespace && type is { IsClass: true, IsAbstract: false } && type.GetMethod("<Clone>$") is not null
            );
        Assert.DoesNotContain(
            models,
            type =>
                type.GetMethod("ToString", Type.EmptyTypes)!
                    .IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), inherit: false)
        );
    }

    private List<Type> Emitted() =>
        [
            .. _session
                .Run("(Get-Command -Module PrivateApi -CommandType Cmdlet).OutputType.Type")
                .Select(type => type?.BaseObject)
                .OfType<Type>()
                .Where(type => type.Namespace!.StartsWith("PrivateApi.", StringComparison.Ordinal))
                .Distinct(),
        ];

    private static List<(string Type, XElement View)> Views(string control) =>
        [
            .. XDocument
                .Load(ModuleSession.StagedModule + "PrivateApi.Format.ps1xml")
                .Descendants("View")
                .Where(view => view.Element(control) is not null)
                .Select(view => (view.Descendants("TypeName").First().Value, view)),
        ];
}
