using System.Management.Automation.Language;
using System.Reflection;
using System.Xml.Linq;

namespace PrivateApi.Tests.Terminal;

/// <summary>
/// Whatever stands in a name: looking at an object does nothing but show it. How it looks is for real pwsh to show
/// (Terminal.Tests.ps1).
/// </summary>
public sealed class ViewTextTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    // A view of a new column that is forgotten here is one by which a name gets to the terminal as it is.
    [Fact]
    public void Every_cell_that_can_hold_a_text_is_written_as_visible_text()
    {
        Dictionary<string, Type> types = Shown().ToDictionary(type => type.FullName!);
        foreach (XElement view in Format().Descendants("View"))
        {
            string name = view.Element("Name")!.Value;
            foreach (XElement property in view.Descendants("PropertyName"))
            {
                Type type = types[view.Descendants("TypeName").First().Value.Split('#')[0]].GetProperty(property.Value)!.PropertyType;
                Assert.True(
                    (Nullable.GetUnderlyingType(type) ?? type) is { IsPrimitive: true } or { IsEnum: true },
                    $"{name}: {property.Value} may hold a text, so it needs [PrivateApi.Loader.Display]."
                );
            }

            Assert.All(view.Descendants("ScriptBlock"), script => Assert.True(IsVisible(script), $"{name}: {script.Value}"));
        }
    }

    // Brackets around nothing look like a name that got lost.
    [Fact]
    public void What_an_API_does_not_have_or_was_not_asked_for_is_blank_in_its_list()
    {
        _session.Run(
            "$null = Start-PrivateApiLab -PendingTime 0; $api = New-PrivateApiNetwork Demo | New-PrivateApiEndpoint | New-PrivateApi Pets -Sample PetStore"
        );
        XElement list = Format()
            .Descendants("View")
            .First(view => view.Element("ListControl") is not null && view.Element("Name")!.Value == "PrivateApi.Model.Api");
        foreach (XElement item in list.Descendants("ListItem").Where(item => item.Element("ScriptBlock") is not null))
        {
            string shown = string.Concat(
                _session.Run($"$api | ForEach-Object {{ {item.Element("ScriptBlock")!.Value} }}").Select(text => text?.ToString())
            );
            Assert.False(shown.Length > 0 && !shown.Any(char.IsLetterOrDigit), $"{item.Element("Label")!.Value}: {shown}");
        }
    }

    [Fact]
    public void Every_type_has_a_view_of_ours_in_every_form()
    {
        foreach (string form in new[] { "TableControl", "ListControl", "WideControl", "CustomControl" })
        {
            IEnumerable<XElement> views = Format().Descendants("View").Where(view => view.Element(form) is not null);
            Assert.Superset(
                Shown().Where(type => type.Name is not ("RequestKeys" or "PolicyPlace")).Select(type => type.FullName!).ToHashSet(),
                views.SelectMany(view => view.Descendants("TypeName")).Select(type => type.Value).ToHashSet()
            );
        }
    }

    // Every use of the object stands inside a call of the author of visible text; ToText is Core's own, and a line of a text
    // already shown is "$_".
    private static bool IsVisible(XElement script)
    {
        Ast ast = Parser.ParseInput(script.Value, out _, out ParseError[] errors);
        bool isLine = script.Value == "$_" && script.Ancestors("ExpressionBinding").Count() == 2;
        IEnumerable<Ast> uses = ast.FindAll(
            part => part is VariableExpressionAst { VariablePath.UserPath: "_" },
            searchNestedScriptBlocks: true
        );
        return errors.Length == 0 && (isLine || uses.All(IsCovered));
    }

    private static bool IsCovered(Ast use)
    {
        for (Ast? part = use.Parent; part is not null; part = part.Parent)
        {
            if (
                part is InvokeMemberExpressionAst call
                && (
                    call is { Static: true, Expression: TypeExpressionAst { TypeName.FullName: "PrivateApi.Loader.Display" } }
                    || (call.Member is StringConstantExpressionAst { Value: "ToText" } && call.Expression == use)
                )
            )
            {
                return true;
            }
        }

        return false;
    }

    private static XDocument Format() => XDocument.Load(ModuleSession.StagedModule + "PrivateApi.Format.ps1xml");

    // The types that commands emit, and those that hang on their properties.
    private List<Type> Shown()
    {
        List<Type> types = [];
        Queue<Type> open = new(Emitted());
        while (open.TryDequeue(out Type? type))
        {
            if (!types.Contains(type))
            {
                types.Add(type);
                PropertyInfo[] properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
                foreach (
                    Type inner in properties.SelectMany(property =>
                        property.PropertyType.GetGenericArguments().Append(property.PropertyType)
                    )
                )
                {
                    if (
                        (
                            inner.Namespace == "PrivateApi.Model"
                            || inner.Namespace!.StartsWith("PrivateApi.Policy", StringComparison.Ordinal)
                        ) && !inner.IsEnum
                    )
                    {
                        open.Enqueue(inner);
                    }
                }
            }
        }

        return types;
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
}
