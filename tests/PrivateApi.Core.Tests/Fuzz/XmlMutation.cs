using System.Text;
using System.Xml.Linq;

namespace PrivateApi.Tests.Fuzz;

/// <summary>
/// Changes an XML text with its structure in mind: elements dropped, doubled, swapped, renamed, nested, with another text.
/// </summary>
internal static class XmlMutation
{
    private const int MostChanges = 3;

    private static readonly string[] Texts =
    [
        "",
        " ",
        "x",
        "true",
        "FALSE",
        "-1",
        "1e999",
        "99999999999999999999",
        "2026-99-99T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "é",
        "\uFFFD",
        "<a/>",
        "null",
        "10.0.0.0/99",
        "%zz",
        "{\"a\":",
    ];

    public static byte[] Of(XElement seed, Random random)
    {
        XElement root = new(seed);
        for (int changes = random.Next(MostChanges) + 1; changes > 0; changes--)
        {
            XElement[] all = [.. root.DescendantsAndSelf()];
            Change(all[random.Next(all.Length)], all, random);
        }

        byte[] text = Encoding.UTF8.GetBytes(root.ToString(SaveOptions.DisableFormatting));
        return random.Next(5) == 0 ? ByteMutation.Of(text, random) : text;
    }

    private static void Change(XElement element, XElement[] all, Random random)
    {
        XElement other = all[random.Next(all.Length)];
        switch (random.Next(8))
        {
            case 0 when element.Parent is not null:
                element.Remove();
                break;
            case 1 when element.Parent is not null:
                element.AddAfterSelf(new XElement(element));
                break;
            case 2 when element.Parent is not null:
                element.ReplaceWith(new XElement(other));
                break;
            case 3:
                element.Name = random.Next(2) == 0 ? other.Name : element.Name.LocalName + "x";
                break;
            case 4:
                element.RemoveNodes();
                break;
            case 5:
                XElement inner = new(element);
                element.RemoveNodes();
                element.Add(inner);
                break;
            case 6:
                element.SetAttributeValue("a" + random.Next(1000).ToString(System.Globalization.CultureInfo.InvariantCulture), "x");
                element.Add(new XComment("x"), "text");
                break;
            default:
                element.RemoveNodes();
                element.Add(Texts[random.Next(Texts.Length)]);
                break;
        }
    }
}
