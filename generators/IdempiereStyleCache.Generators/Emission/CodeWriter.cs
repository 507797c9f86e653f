using System.Text;

namespace IdempiereStyleCache.Generators;

/// <summary>Writes indented lines.</summary>
internal sealed class CodeWriter
{
    private const int Step = 4;

    private readonly StringBuilder _text = new();
    private int _indent;

    /// <summary>Writes a line; an empty one without indentation.</summary>
    public void Line(string text = "")
    {
        if (text.Length > 0)
        {
            _text.Append(' ', _indent).Append(text);
        }

        _text.Append('\n');
    }

    /// <summary>Writes lines that are indented one step more.</summary>
    public void Indented(params string[] lines)
    {
        _indent += Step;
        foreach (string line in lines)
        {
            Line(line);
        }

        _indent -= Step;
    }

    /// <summary>Opens a block under a heading.</summary>
    public void Open(string heading)
    {
        Line(heading);
        Line("{");
        _indent += Step;
    }

    /// <summary>Closes the block that was opened last.</summary>
    /// <param name="end">What stands behind the brace.</param>
    public void Close(string end = "")
    {
        _indent -= Step;
        Line("}" + end);
    }

    /// <summary>Writes a documentation summary.</summary>
    public void Summary(string text) => Line($"/// <summary>{text}</summary>");

    public override string ToString() => _text.ToString();
}
