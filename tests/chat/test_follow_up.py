"""Which questions lean on those before, and what the search then looks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.chat.follow_up import leans, self_contained

STANDING = (
    "What is the notice period of the lease?",
    "How much rent does the tenant pay?",
    "Are there any pets allowed in the flat?",
    "Which clause says that the deposit is paid back?",
    "List all obligations of the landlord",
    "Summarise the section on warranty periods",
    "合同的租赁期限是多久？",
    "公司去年的营业收入是多少？",
    "甲方有哪些义务？",
    "逾期支付租金有什么后果？",
)
LEANING = (
    "And when does it end?",
    "What about pets?",
    "Why?",
    "Who signed it?",
    "How old is he?",
    "Is that still so?",
    "and in Paris?",
    "Where do they live?",
    "Tell me more",
    "那押金呢？",
    "它什么时候到期？",
    "为什么？",
    "这个条款怎么解除？",
    "还有别的吗？",
    "他是谁？",
    "多少钱？",
)


@pytest.mark.parametrize("question", STANDING)
def test_a_question_that_stands_by_itself_is_left_alone(question):
    assert not leans(question)
    assert self_contained(question, [("What is the rent?", "500 euros.")]) == question


@pytest.mark.parametrize("question", LEANING)
def test_a_question_that_leans_is_known(question):
    assert leans(question)


@pytest.mark.parametrize(
    ("earlier", "question", "words"),
    [
        ([("What is the notice period of the lease?", "Three months [1].")],
         "And when does it end?",
         ("notice", "period", "lease")),
        ([("Who founded Harbour Homes?", "It was founded by Ines Falk [2].")],
         "When was she born?",
         ("Ines Falk", "Harbour", "Homes")),
        ([("Which pump is the strongest?", "**Vortex 3** [1]")], "How much does it weigh?",
         ("Vortex 3", "pump")),
        ([("How long is the warranty of the drone?", "Two."), ("And of its battery?", "One.")],
         "What does it cost?", ("battery", "drone")),
        ([("合同的租赁期限是多久？", "三十六个月[1]。")], "那押金呢？", ("合同", "租赁期限")),
        ([("「蓝鲸计划」的负责人是谁？", "负责人是“王小明”[1]。")], "他什么时候入职的？",
         ("蓝鲸计划", "王小明")),
        ([("《采购协议》有哪些附件？", "共三份。")], "它们分别是什么？", ("采购协议", "附件")),
    ],
)  # fmt: skip
def test_the_subject_of_the_earlier_question_is_added(earlier, question, words):
    result = self_contained(question, earlier)
    assert result.startswith(question)
    for word in words:
        assert word in result[len(question) :]


def test_only_the_nearest_question_that_stands_is_looked_back_to():
    earlier = [("What is the rent of the flat?", ""), ("Who repairs the heating system?", "")]
    assert "rent" not in self_contained("How often does he come?", earlier)


def test_the_first_question_stays_as_it_is():
    assert self_contained("And when does it end?", []) == "And when does it end?"


@given(st.text(max_size=80), st.lists(st.tuples(st.text(max_size=60), st.text(max_size=60))))
def test_any_words_give_a_bounded_query_that_begins_with_the_question(question, earlier):
    result = self_contained(question, earlier)
    assert result.startswith(question.strip()) or result == question
    assert len(result) <= len(question) + 13 * 61
